import './style/token.css';
import './style/base.css';
import './style/control.css';
import './style/layout.css';
import './style/card.css';
import './style/dialog.css';
import './style/text.css';
import './style/trial.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { SOCKET_PATH } from '../shared/message.ts';
import { watchBrowser } from './browser.ts';
import { AppProvider } from './component/app-context.ts';
import { chooseLanguage, message } from './message/message.ts';
import { App } from './state/app.ts';
import { createHttp } from './state/http.ts';
import { startTrialWorker } from './trial/start-worker.ts';
import { installTrustedTypes } from './trusted-type.ts';
import { Page } from './view/page.tsx';

const base = document.baseURI;
installTrustedTypes(globalThis, base);

function openSocket(): WebSocket {
  const address = new URL(SOCKET_PATH.slice(1), base);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.hash = '';
  return new WebSocket(address);
}

function findStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

async function start(): Promise<void> {
  await chooseLanguage(navigator.languages);
  effect(() => {
    document.documentElement.lang = message.value.language;
    document.title = message.value.title;
  });
  const http = createHttp(base, (input, init) => fetch(input, init));
  const app = new App({ http, openSocket, storage: findStorage(), startTrialWorker });
  watchBrowser(app);
  const place = document.getElementById('app');
  if (place) {
    render(
      <AppProvider value={app}>
        <Page />
      </AppProvider>,
      place,
    );
  }
  await app.session.restore();
}

void start();
