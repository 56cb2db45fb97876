import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the part of Node's heap for young objects as small as it is now. By itself it grows to 32
 * MiB in a burst and never shrinks again, which for a daemon is more than all that it holds. To be
 * called before the modules of the daemon are loaded.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
