/** A message to begin with; `user` is its recipient where that is an address. */
export function sampleMessage(user: string): string {
  const to = user.includes('@') ? user : `${user || 'you'}@example.org`;
  return `From: Sam Sample <sam@example.com>
To: ${to}
Subject: Our meeting on Monday
Date: Mon, 2 Mar 2026 09:30:00 +0000
Message-ID: <meeting.1@example.com>

Hello,

can we meet at ten?

Sam
`;
}
