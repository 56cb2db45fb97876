/** The commands of RFC 5804, 2, but for the extension UNAUTHENTICATE. */
export const commandNames = [
  'AUTHENTICATE',
  'STARTTLS',
  'LOGOUT',
  'CAPABILITY',
  'HAVESPACE',
  'PUTSCRIPT',
  'LISTSCRIPTS',
  'SETACTIVE',
  'GETSCRIPT',
  'DELETESCRIPT',
  'RENAMESCRIPT',
  'CHECKSCRIPT',
  'NOOP',
] as const;

/** A command's name, in upper case. */
export type CommandName = (typeof commandNames)[number];
