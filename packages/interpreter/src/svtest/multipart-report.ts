/** A part of a report: its header fields, and its body as octets. */
export interface ReportPart {
  readonly fields: readonly string[];
  readonly body: string;
}

/** A report (RFC 6522) of these header fields and parts, an octet string. */
export function multipartReport(
  type: string,
  fields: readonly string[],
  parts: readonly ReportPart[],
): string {
  const boundary = unusedBoundary(parts);
  const head = [
    ...fields,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type};\r\n\tboundary="${boundary}"`,
  ];
  const blocks = parts.map(
    (part) => `--${boundary}\r\n${part.fields.join('\r\n')}\r\n\r\n${part.body}\r\n`,
  );
  const preamble = 'This is a MIME-encapsulated message\r\n\r\n';
  return `${head.join('\r\n')}\r\n\r\n${preamble}${blocks.join('')}--${boundary}--\r\n`;
}

/** The text that people read. */
export function textPart(text: string): ReportPart {
  const fields = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    'Content-Disposition: inline',
  ];
  return { fields, body: `${text.replace(/\r?\n/g, '\r\n')}\r\n` };
}

/** What programs read: fields, a line each. */
export function fieldPart(type: string, lines: readonly string[]): ReportPart {
  return { fields: [`Content-Type: ${type}`], body: `${lines.join('\r\n')}\r\n` };
}

function unusedBoundary(parts: readonly ReportPart[]): string {
  let number = 1;
  while (parts.some(({ body }) => body.includes(`report-${number}`))) number++;
  return `report-${number}`;
}
