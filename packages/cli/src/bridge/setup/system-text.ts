import { stringify } from 'yaml';

/** What the files around the daemon say. */
export interface SystemSettings {
  readonly user: string;
  /** The group of Dovecot's mail processes. */
  readonly group: string;
  readonly socket: string;
  readonly spool: string;
  readonly rspamd: string;
  readonly passwordFile: string | null;
  readonly http: string;
  readonly configFile: string;
  /** The link under which Dovecot finds the socket. */
  readonly socketLink: string;
  /** How systemd starts `sievekit`. */
  readonly command: string;
}

const head = '# Written by "sievekit bridge setup"; run that again to change it.\n';

/** The configuration of the daemon, which belongs to the admin once it is there. */
export function writeBridgeConfig(settings: SystemSettings): string {
  const { spool, rspamd, passwordFile, group, http } = settings;
  const bridge = {
    socket: 'systemd',
    spool,
    rspamd,
    ...(passwordFile === null ? {} : { passwordFile }),
    socketGroup: /^\d+$/.test(group) ? Number(group) : group,
    http,
  };
  return `# Of "sievekit bridge serve"; yours to change.\n${stringify({ bridge })}`;
}

/** systemd-sysusers: the daemon's user, a member of the group that the socket is given to. */
export function writeSysusers({ user, group, spool }: SystemSettings): string {
  const member = /^\d+$/.test(group) ? '' : `m ${user} ${group}\n`;
  return `${head}u ${user} - "sievekit bridge" ${spool}\n${member}`;
}

/** systemd-tmpfiles: what /run must hold after each start, and whose the spool and password are. */
export function writeTmpfiles(settings: SystemSettings): string {
  const { user, group, socket, socketLink, spool, passwordFile } = settings;
  const lines = [
    `d ${folderOf(socket)} 0755 ${user} ${user} -`,
    `d ${folderOf(socketLink)} 0755 root root -`,
    `L+ ${socketLink} - - - - ${socket}`,
    `d ${spool} 0710 ${user} ${group} -`,
    ...(passwordFile === null ? [] : [`z ${passwordFile} 0400 ${user} ${user} -`]),
  ];
  return `${head}${lines.join('\n')}\n`;
}

/** The socket, which is there before the daemon is. */
export function writeSocketUnit({ socket, group }: SystemSettings): string {
  return `${head}[Unit]
Description=Dovecot's way to the sievekit bridge

[Socket]
ListenStream=${socket}
SocketGroup=${group}
SocketMode=0660
Backlog=4096

[Install]
WantedBy=sockets.target
`;
}

/** The daemon, which may write its spool and nothing else; it starts by itself, since mail may wait. */
export function writeServiceUnit(settings: SystemSettings): string {
  const { user, group, command, configFile, spool } = settings;
  return `${head}[Unit]
Description=From Junk moves to rspamd
Documentation=https://www.npmjs.com/package/sievekit
After=network.target sievekit-bridge.socket
Requires=sievekit-bridge.socket

[Service]
User=${user}
SupplementaryGroups=${group}
ExecStart=${command} bridge serve --config ${configFile}
Restart=always
RestartSec=1
LimitNOFILE=16384
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=read-only
ProtectSystem=strict
ReadWritePaths=${spool}

[Install]
WantedBy=multi-user.target
`;
}

/** The program that Dovecot runs where no socket is, with the spool that it writes. */
export function writeSpooler(template: string, spool: string): string {
  return template.replace(/^SPOOL=.*$/m, () => `SPOOL=${spool}`);
}

function folderOf(path: string): string {
  return path.replace(/\/[^/]*$/, '');
}
