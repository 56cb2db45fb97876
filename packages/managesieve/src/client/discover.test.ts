import { Resolver } from 'node:dns/promises';
import { describe, expect, it, vi } from 'vitest';
import { discoveryLimits } from '../limits.ts';
import { discover } from './discover.ts';

const record = (name: string, port = 4190, priority = 0, weight = 0) => ({
  name,
  port,
  priority,
  weight,
});

function resolving(...records: ReturnType<typeof record>[]) {
  const asked: string[] = [];
  const resolver = {
    async resolveSrv(name: string) {
      asked.push(name);
      return records;
    },
  };
  return { asked, resolver };
}

describe('discover', () => {
  it('asks for the service of the domain, in ASCII', async () => {
    const { asked, resolver } = resolving(record('sieve.example.', 2000));
    expect(await discover('Bücher.example.', { resolver })).toEqual([
      { host: 'sieve.example', port: 2000 },
    ]);
    expect(asked).toEqual(['_sieve._tcp.xn--bcher-kva.example']);
  });

  it('takes the domain itself when there is no record, or no DNS', async () => {
    const itself = [{ host: 'example.org', port: 4190 }];
    const failing = { resolveSrv: () => Promise.reject(new Error('ENOTFOUND')) };
    expect(await discover('example.org', resolving())).toEqual(itself);
    expect(await discover('example.org', { resolver: failing })).toEqual(itself);
  });

  it('asks nobody about an address', async () => {
    const { asked, resolver } = resolving(record('elsewhere'));
    expect(await discover('::1', { resolver })).toEqual([{ host: '::1', port: 4190 }]);
    expect(asked).toEqual([]);
  });

  it('orders by priority, then at random by weight', async () => {
    const records = [record('c', 1, 20), record('b', 1, 10, 1), record('a', 1, 10, 3)];
    const order = async (random: number) => {
      const { resolver } = resolving(...records);
      const found = await discover('x.org', { resolver, random: () => random });
      return found.map(({ host }) => host).join('');
    };
    expect(await order(0)).toBe('bac');
    expect(await order(0.99)).toBe('abc');
  });

  it('believes a domain that has no such service', async () => {
    const call = discover('example.org', resolving(record('.', 0)));
    await expect(call).rejects.toMatchObject({ code: 'connect' });
  });

  it.each(['', 'exa mple', 'a..b'])('refuses %j', async (domain) => {
    await expect(discover(domain, resolving())).rejects.toMatchObject({ code: 'connect' });
  });

  it('passes over names that nobody can connect to', async () => {
    const odd = [
      record('\u001b[31m.example'),
      record('-x'),
      record('a b'),
      record('a', 0),
      record('ok.example'),
    ];
    expect(await discover('x.org', resolving(...odd))).toEqual([
      { host: 'ok.example', port: 4190 },
    ]);
  });

  it('looks at no more than 32 servers', async () => {
    const many = Array.from({ length: 100 }, (_, index) => record(`s${index}`));
    expect(await discover('x.org', resolving(...many))).toHaveLength(discoveryLimits.servers);
    expect(discoveryLimits.servers).toBe(32);
    const few = { ...resolving(...many), limits: { servers: 2 } };
    expect(await discover('x.org', few)).toHaveLength(2);
  });

  it('waits no longer than it may', async () => {
    const resolver = { resolveSrv: () => new Promise<never>(() => {}) };
    const found = await discover('x.org', { resolver, limits: { time: 20 } });
    expect(found).toEqual([{ host: 'x.org', port: 4190 }]);
  });

  it('is aborted', async () => {
    const resolver = { resolveSrv: () => new Promise<never>(() => {}) };
    const controller = new AbortController();
    const call = discover('x.org', { resolver, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(call).rejects.toMatchObject({ code: 'aborted', cause: { message: 'enough' } });
    const late = discover('x.org', { resolver, signal: controller.signal });
    await expect(late).rejects.toMatchObject({ code: 'aborted' });
  });
});

it('a look-up of its own that is given up goes on nowhere', async () => {
  const never = vi.spyOn(Resolver.prototype, 'resolveSrv').mockReturnValue(new Promise(() => {}));
  const cancel = vi.spyOn(Resolver.prototype, 'cancel');
  expect(await discover('example.org', { limits: { time: 10 } })).toHaveLength(1);
  expect(cancel).toHaveBeenCalledOnce();
  never.mockRestore();
  cancel.mockRestore();
});
