import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from '../state/app.ts';

const AppContext = createContext<App | null>(null);

/** Hands the app to everything inside. */
export const AppProvider: typeof AppContext.Provider = AppContext.Provider;

/** The app that this component is part of. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('A component stands outside of AppProvider.');
  return app;
}
