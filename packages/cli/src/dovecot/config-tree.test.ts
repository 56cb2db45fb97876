import { describe, expect, it } from 'vitest';
import { listOf, parseConfig, sectionsOf } from './config-tree.ts';

const text = `
# 2.3.19 (x): /etc/dovecot/dovecot.conf
base_dir = /run/dovecot  # where sockets are
mail_plugins = " quota acl"
userdb {
  driver = static
}
userdb {
  driver = passwd
}
namespace inbox {
  mailbox "Bulk mail" {
    special_use = "\\\\Junk"
  }
}
plugin {
  sieve = file:~/sieve;active=~/.dovecot.sieve
}
plugin {
  sieve = second
}
sieve_plugins {
  sieve_imapsieve = yes
  sieve_extprograms = no
}
}
`;

describe('parseConfig', () => {
  const root = parseConfig(text);

  it('reads settings without comments and quotes', () => {
    expect(root.settings.get('base_dir')).toBe('/run/dovecot');
    expect(root.settings.get('mail_plugins')).toBe('quota acl');
    const [mailbox] = sectionsOf(sectionsOf(root, 'namespace')[0] ?? root, 'mailbox');
    expect(mailbox).toMatchObject({ name: 'Bulk mail' });
    expect(mailbox?.settings.get('special_use')).toBe('\\Junk');
  });

  it('puts sections of one name together, but not those that are several', () => {
    expect(sectionsOf(root, 'plugin')).toHaveLength(1);
    expect(sectionsOf(root, 'plugin')[0]?.settings.get('sieve')).toBe('second');
    expect(sectionsOf(root, 'userdb')).toHaveLength(2);
  });

  it('reads lists of 2.3 and of 2.4', () => {
    expect(listOf(root, 'mail_plugins')).toEqual(['quota', 'acl']);
    expect(listOf(root, 'sieve_plugins')).toEqual(['sieve_imapsieve']);
    expect(listOf(root, 'nothing')).toEqual([]);
  });
});
