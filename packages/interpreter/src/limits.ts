/** What one run may use. A hostile script or message meets these, not the end of the memory. */
export const limits = {
  /** Octets of a message. */
  messageSize: 67_108_864,
  /** Fields of one header; those beyond are not seen. */
  headerFields: 10_000,
  /** Octets of one header field; what is beyond is not seen. */
  headerFieldSize: 1_048_576,
  /** Parts within parts of a message; what lies deeper is one part. */
  partDepth: 50,
  /** MIME parts of a message; those beyond are not seen. */
  parts: 1000,
  /** Scripts that include each other (RFC 6609 section 3.1), unless the settings of the server say more. */
  includeDepth: 10,
  /** The same, whatever the settings say. */
  includeDepthAtMost: 50,
  /** Scripts that one script includes, each counted once, unless the settings of the server say less. */
  includes: 255,
  /** Commands and tests that one run executes, loops included. */
  steps: 1_000_000,
  /** Octets of a variable in UTF-8; what is beyond is cut off (RFC 5229 section 6 asks for 4000). */
  variableSize: 4096,
  /** Variables of one script. */
  variables: 256,
  /** Match values that are kept: `${0}` to `${32}` (RFC 5229 section 6 asks for nine). */
  matchValues: 33,
  /** Actions of one run, unless the settings of the server say less. */
  actions: 32,
  /** Actions of one run, whatever the settings say. */
  actionsAtMost: 1000,
  /** Octets that one `:matches` compares; values that nobody hostile writes need few for each. */
  globSteps: 50_000_000,
  /** Redirects of one run. */
  redirects: 4,
  /** Steps of the trace; those beyond are not recorded. */
  traceSteps: 10_000,
  /** Tests that are turned round, one at a time, to see whether the outcome changes. */
  alternatives: 50,
  /** Characters of a value that a trace keeps. */
  traceValue: 400,
} as const;
