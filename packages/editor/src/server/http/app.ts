import express, { type Express, type RequestHandler } from 'express';
import type { EditorSettings } from '../config.ts';
import { createApi } from './api.ts';
import type { ApiContext } from './api-context.ts';
import { withoutBase } from './base-path.ts';
import { setSecurityHeaders } from './security-header.ts';

/** What the HTTP side is made of: the API, and the built page from `webFolder`. */
export function createApp(
  settings: EditorSettings,
  context: ApiContext,
  webFolder: string,
): Express {
  const app = express();
  app.set('trust proxy', settings.trustProxy);
  app.use(setSecurityHeaders(settings));
  app.use(takeBaseOff(context.base));
  app.use('/api', createApi(context));
  app.use(express.static(webFolder, { setHeaders: setCaching, dotfiles: 'ignore' }));
  app.use((_request, response) => {
    response.status(404).type('text').send('There is nothing at this address.\n');
  });
  return app;
}

function takeBaseOff(base: string): RequestHandler {
  return (request, response, next) => {
    const url = withoutBase(request.url, base);
    if (url === undefined) {
      response.redirect(308, base);
      return;
    }
    request.url = url;
    next();
  };
}

/** Names below `assets/` carry a hash of their content; the page that names them does not. */
function setCaching(response: { setHeader(name: string, value: string): void }, path: string) {
  const hashed = /[\\/]assets[\\/][^\\/]+$/.test(path);
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
