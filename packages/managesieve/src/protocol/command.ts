/** The commands of RFC 5804, 2, in upper case. */
export type CommandName =
  | 'AUTHENTICATE'
  | 'STARTTLS'
  | 'LOGOUT'
  | 'CAPABILITY'
  | 'HAVESPACE'
  | 'PUTSCRIPT'
  | 'LISTSCRIPTS'
  | 'SETACTIVE'
  | 'GETSCRIPT'
  | 'DELETESCRIPT'
  | 'RENAMESCRIPT'
  | 'CHECKSCRIPT'
  | 'NOOP'
  | 'UNAUTHENTICATE';
