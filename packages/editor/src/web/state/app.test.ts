import { describe, expect, it } from 'vitest';
import { App } from './app.ts';
import type { Http } from './http.ts';

function createApp(): App {
  return new App({
    http: { session: async () => null } as unknown as Http,
    openSocket: () => {
      throw new Error('Nobody is signed in.');
    },
    storage: null,
    startTrialWorker: () => {
      throw new Error('Nothing is tried.');
    },
  });
}

describe('App.save', () => {
  it('leads to a vacation form that is not complete', async () => {
    const app = createApp();
    app.vacation.change({ enabled: true });
    expect(app.unsaved.value).toBe(true);
    expect(await app.save()).toBe(false);
    expect(app.view.value).toBe('vacation');
    expect(app.vacation.stopped.value).toBe(true);
    expect(app.vacation.goal.value).toBe(true);
  });
});
