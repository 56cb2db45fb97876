const words = 'the quick brown fox writes of bills and lists, as people do on a Monday'.split(' ');

/**
 * A mail as it arrives: what servers add on top, what people see, two parts, the first of them text.
 *
 * @param {number} number makes it differ from others
 * @param {number} size octets, about
 * @returns {Uint8Array}
 */
export function mailOf(number, size) {
  const head = [
    `Return-Path: <sender-${number}@example.net>`,
    `Received: from mx.example.net (mx.example.net [192.0.2.${number % 250}]) by mx.example.org with ESMTPS id ${number}; Mon, 2 Nov 2026 10:20:30 +0100`,
    `Received: from [198.51.100.7] by mx.example.net; Mon, 2 Nov 2026 10:20:28 +0100`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net; s=k1;\r\n\th=from:to:subject:date; bh=${'a'.repeat(43)}=;\r\n\tb=${'b'.repeat(170)}==`,
    `From: =?utf-8?q?J=C3=BCrgen?= Sender <sender-${number}@example.net>`,
    `To: Alice <alice@example.org>, "Carol, C." <carol@example.org>`,
    `Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= and the report ${number} of this week`,
    'Date: Mon, 2 Nov 2026 10:20:28 +0100',
    `Message-ID: <${number}.${size}@example.net>`,
    `List-Id: People <people-${number % 100}.example.net>`,
    'X-Spam-Status: No, score=-1.2 required=5.0 tests=DKIM_SIGNED,DKIM_VALID',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="=_part"',
    '',
    '',
  ].join('\r\n');
  const text = textOf(number, (size - head.length) / 2);
  const parts = ['text/plain', 'text/html'].map(
    (type) =>
      `--=_part\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}\r\n`,
  );
  return new TextEncoder().encode(`${head}${parts.join('')}--=_part--\r\n`);
}

/**
 * @param {number} seed
 * @param {number} size
 */
function textOf(seed, size) {
  let text = '';
  for (let i = seed; text.length < size; i++) {
    text += `${words[i % words.length]}${i % 12 === 11 ? '\r\n' : ' '}`;
  }
  return text;
}
