import * as v from 'valibot';
import { MAX_FOLDER_LENGTH, MAX_NAME_LENGTH } from '../limits.ts';
import { type Complaint, complaintSchema } from './failure.ts';

/** A script as the server lists it. */
export interface ScriptEntry {
  readonly name: string;
  /** Whether it is the one that runs when mail arrives; one at most is. */
  readonly active: boolean;
}

/** A script with its text. */
export interface OpenedScript {
  readonly name: string;
  /** Every character as the server has it: line ends and a byte-order mark included. */
  readonly text: string;
  /** SHA-256 of the server's bytes, in hex: hand it to `save` so that nobody's change is lost. */
  readonly revision: string;
}

/** A folder of the mail account. */
export interface Folder {
  /** As a rule names it: its names from the outermost on, with the delimiter between them. */
  readonly path: string;
  /** What stands between the names of folders within folders; empty where there are none. */
  readonly delimiter: string;
}

/** What can be asked over the WebSocket, and what comes back. */
export interface MethodTable {
  /** All scripts of the account, and the Sieve extensions of the server. */
  list: {
    params: Record<string, never>;
    result: { readonly scripts: readonly ScriptEntry[]; readonly capabilities: readonly string[] };
  };
  /** One script's text. Fails: 'not-found', 'not-text', 'too-large'. */
  open: { params: { readonly name: string }; result: OpenedScript };
  /**
   * Checks, stores, and reads back. `revision` is the one that was opened; null makes a new script.
   * Fails: 'conflict', 'already-exists' (revision null), 'not-found', 'rejected', 'quota', 'too-large'.
   */
  save: {
    params: { readonly name: string; readonly text: string; readonly revision: string | null };
    result: { readonly revision: string; readonly warnings: readonly Complaint[] };
  };
  /** Gives a script another name; it stays active if it was. Fails: 'not-found', 'already-exists'. */
  rename: { params: { readonly from: string; readonly to: string }; result: null };
  /** Fails: 'not-found', 'script-active'. */
  remove: { params: { readonly name: string }; result: null };
  /** Makes a script the active one; null: none. Fails: 'not-found'. */
  activate: { params: { readonly name: string | null }; result: null };
  /** The folders of the mail account; null where the admin named no IMAP server. */
  folders: {
    params: Record<string, never>;
    result: { readonly folders: readonly Folder[] | null };
  };
  /** Makes a folder; gives its path as the server has it. Fails: 'server-refused'. */
  createFolder: { params: { readonly path: string }; result: { readonly path: string } };
}

export type MethodName = keyof MethodTable;
/** Methods for the IMAP server; all others are for the ManageSieve server. */
export type FolderMethodName = 'folders' | 'createFolder';
export type Params<M extends MethodName> = MethodTable[M]['params'];
export type Result<M extends MethodName> = MethodTable[M]['result'];

/** The schemas of one method: both sides check what they send and what they get. */
export interface Method<M extends MethodName> {
  readonly params: v.GenericSchema<unknown, Params<M>>;
  readonly result: v.GenericSchema<unknown, Result<M>>;
}

// RFC 5804, section 1.6: no control characters and no line or paragraph separators.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** A script name that can be sent to any server (RFC 5804, section 1.6). */
export const scriptNameSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.minLength(1, 'A script needs a name.'),
  v.maxLength(MAX_NAME_LENGTH, `A script name has at most ${MAX_NAME_LENGTH} characters.`),
  v.check((name) => !UNPRINTABLE.test(name), 'A script name holds no control characters.'),
);

const folderPathSchema = v.pipe(
  v.string(),
  v.minLength(1, 'A folder needs a name.'),
  v.maxLength(
    MAX_FOLDER_LENGTH,
    `The name of a folder has at most ${MAX_FOLDER_LENGTH} characters.`,
  ),
  v.check((path) => !UNPRINTABLE.test(path), 'The name of a folder holds no control characters.'),
);

const revisionSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Not a revision.'));

export const methods: { readonly [M in MethodName]: Method<M> } = {
  list: {
    params: v.strictObject({}),
    result: v.object({
      scripts: v.array(v.object({ name: v.string(), active: v.boolean() })),
      capabilities: v.array(v.string()),
    }),
  },
  open: {
    params: v.strictObject({ name: scriptNameSchema }),
    result: v.object({ name: v.string(), text: v.string(), revision: revisionSchema }),
  },
  save: {
    params: v.strictObject({
      name: scriptNameSchema,
      text: v.string(),
      revision: v.nullable(revisionSchema),
    }),
    result: v.object({ revision: revisionSchema, warnings: v.array(complaintSchema) }),
  },
  rename: {
    params: v.strictObject({ from: scriptNameSchema, to: scriptNameSchema }),
    result: v.null(),
  },
  remove: { params: v.strictObject({ name: scriptNameSchema }), result: v.null() },
  activate: {
    params: v.strictObject({ name: v.nullable(scriptNameSchema) }),
    result: v.null(),
  },
  folders: {
    params: v.strictObject({}),
    result: v.object({
      folders: v.nullable(v.array(v.object({ path: v.string(), delimiter: v.string() }))),
    }),
  },
  createFolder: {
    params: v.strictObject({ path: folderPathSchema }),
    result: v.object({ path: v.string() }),
  },
};

/** All methods, each once. */
export const methodNames: readonly MethodName[] = Object.keys(methods) as MethodName[];
