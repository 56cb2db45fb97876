import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { EditorSettings } from '../config.ts';

/** Our own policy, and those of the text editor. */
const trustedTypes = [
  'default',
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'dompurify',
  'editorGhostText',
  'editorViewLayer',
  'richScreenReaderContent',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
];

/**
 * What the page may do. Monaco puts its theme's colours into style elements: without
 * 'unsafe-inline' there they vanish. No directive turns http into https: on loopback there is none.
 */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'worker-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': trustedTypes,
  },
};

/** Headers of every answer; Strict-Transport-Security only where the public address is https. */
export function setSecurityHeaders(settings: Pick<EditorSettings, 'publicUrl'>): RequestHandler {
  return helmet({
    contentSecurityPolicy,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: settings.publicUrl?.startsWith('https:') ?? false,
    xFrameOptions: { action: 'deny' },
  });
}
