import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_SESSIONS, SESSION_SWEEP_MS, SESSION_TOUCH_MS } from '../../limits.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';

const minute = 60_000;
const info = { user: 'ann', server: 'mail.example.org', capabilities: [] };
const login = { username: 'ann', password: 'secret' };
let store: SessionStore;
let close: ReturnType<typeof vi.fn<() => void>>;

const begin = () =>
  store.create(info, { login, connection: { run: () => Promise.reject(), close } });

beforeEach(() => {
  vi.useFakeTimers();
  close = vi.fn<() => void>();
  store = createSessionStore({ idle: 30 * minute, absolute: 120 * minute });
});

afterEach(() => {
  store.close();
  vi.useRealTimers();
});

describe('createSessionStore', () => {
  it('finds a session by its id, and by nothing else', () => {
    const session = begin();
    expect(store.find(session.id)).toBe(session);
    expect(store.find(session.id.slice(1))).toBeUndefined();
    expect(store.find(undefined)).toBeUndefined();
  });

  it('gives ids of 256 bits, each another', () => {
    const ids = new Set(Array.from({ length: 100 }, () => begin().id));
    expect(ids.size).toBe(100);
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  });

  it('ends a session that nobody used, at the minute and without being asked', () => {
    const session = begin();
    vi.advanceTimersByTime(30 * minute - 1);
    expect(session.ended.aborted).toBe(false);
    vi.advanceTimersByTime(SESSION_SWEEP_MS);
    expect(session.ended.aborted).toBe(true);
    expect(close).toHaveBeenCalledOnce();
    expect(store.find(session.id)).toBeUndefined();
    expect(store.size).toBe(0);
  });

  it('counts from the last use', () => {
    const session = begin();
    vi.advanceTimersByTime(29 * minute);
    expect(store.find(session.id)).toBe(session);
    vi.advanceTimersByTime(29 * minute);
    expect(store.find(session.id)).toBe(session);
  });

  it('ends a session after its absolute time, however much it is used', () => {
    const session = begin();
    for (let passed = 0; passed < 119; passed += 1) {
      vi.advanceTimersByTime(minute);
      expect(store.find(session.id)).toBe(session);
    }
    vi.advanceTimersByTime(minute);
    expect(store.find(session.id)).toBeUndefined();
    expect(session.ended.aborted).toBe(true);
  });

  it('keeps at most MAX_SESSIONS', () => {
    for (let count = 0; count < MAX_SESSIONS; count += 1) begin();
    expect(begin).toThrow(/Too many people/);
  });

  it('ends all when it is closed', () => {
    const sessions = [begin(), begin()];
    store.close();
    expect(sessions.every((session) => session.ended.aborted)).toBe(true);
  });

  it('goes on with one that began elsewhere, no longer than that one', () => {
    const startedAt = Date.now() - 119 * minute;
    const start = { login, connection: { run: () => Promise.reject(), close } };
    const session = store.create(info, { ...start, id: 'elsewhere', startedAt });
    expect(store.find('elsewhere')).toBe(session);
    vi.advanceTimersByTime(minute);
    expect(store.find('elsewhere')).toBeUndefined();
  });

  it('says that a session is in use, once in SESSION_TOUCH_MS', () => {
    const onUse = vi.fn();
    store.close();
    store = createSessionStore({ idle: 30 * minute, absolute: 120 * minute, onUse });
    const session = begin();
    for (let count = 0; count < 3; count += 1) store.find(session.id);
    expect(onUse).not.toHaveBeenCalled();
    vi.advanceTimersByTime(SESSION_TOUCH_MS);
    for (let count = 0; count < 3; count += 1) store.find(session.id);
    expect(onUse).toHaveBeenCalledExactlyOnceWith(session);
  });
});
