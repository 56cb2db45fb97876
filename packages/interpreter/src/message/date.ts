/** A moment, and the offset in which it was told. */
export interface ZonedTime {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
// Obsolete names of zones (RFC 5322 section 4.3).
const zones: Readonly<Record<string, number>> = {
  edt: -240,
  est: -300,
  cdt: -300,
  cst: -360,
  mdt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
};

// Separators of the time may be dots; a weekday needs its comma, but no server reads its name.
const date =
  /^(?:[a-z]{3}\s*,)?\s*(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d\d)\s+(\d{1,2})\s*[:.]\s*(\d\d)(?:\s*[:.]\s*(\d\d))?(?:\s+([+-]\d{4}|[a-z]+))?/i;

/** Reads a date-time (RFC 5322 section 3.3 and 4.3); null where it is none. */
export function readDate(text: string): ZonedTime | null {
  const match = date.exec(text.replace(/\([^()]*\)/g, ' ').trim());
  if (match === null) return null;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone = ''] =
    match;
  const index = months.indexOf(month.toLowerCase());
  const [y, d, h, m, s] = [
    fullYear(year),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  ];
  if (index === -1 || y < 1900 || d < 1 || h > 23 || m > 59 || s > 60) return null;
  const days = new Date(Date.UTC(y, index + 1, 0)).getUTCDate();
  if (d > days) return null;
  const offset = readZone(zone) ?? namedZone(zone.toLowerCase());
  // No clock here knows leap seconds.
  return { time: Date.UTC(y, index, d, h, m, Math.min(s, 59)) - offset * 60_000, offset };
}

/** Minutes east of UTC; of what is no known name, 0 (RFC 5322 section 4.3). */
function namedZone(name: string): number {
  const index = name.length === 1 ? 'abcdefghiklm'.indexOf(name) : -1;
  if (index !== -1) return (index + 1) * 60;
  const west = name.length === 1 ? 'nopqrstuvwxy'.indexOf(name) : -1;
  return west === -1 ? (zones[name] ?? 0) : (west + 1) * -60;
}

/** Minutes east of UTC of `+hhmm` or `-hhmm`; null where it is none. */
export function readZone(text: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(text) ?? [];
  if (sign === undefined) return null;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

/** `+hhmm` or `-hhmm`. */
export function formatZone(offset: number): string {
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${pad(size % 60)}`;
}

/** Years of two digits are those around the turn of the millennium, as servers read them. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A part of a date, as its name in lower case asks (RFC 5260 section 4.2); null for no such part. */
export function datePart({ time, offset }: ZonedTime, part: string): string | null {
  const at = new Date(time + offset * 60_000);
  if (Number.isNaN(at.getTime())) return null;
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map((n) => pad(n));
  const calendar = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  switch (part) {
    case 'year':
      return pad(year, 4);
    case 'month':
      return pad(month);
    case 'day':
      return pad(day);
    case 'date':
      return calendar;
    case 'julian':
      // Days since 1858-11-17, which 1970-01-01 is 40,587 after.
      return String(Math.floor(at.getTime() / 86_400_000) + 40_587);
    case 'hour':
      return clock[0] ?? '';
    case 'minute':
      return clock[1] ?? '';
    case 'second':
      return clock[2] ?? '';
    case 'time':
      return clock.join(':');
    case 'iso8601': {
      const zone = formatZone(offset);
      const suffix = offset === 0 ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`;
      return `${calendar}T${clock.join(':')}${suffix}`;
    }
    case 'std11': {
      const name = months[month - 1] ?? '';
      const short = name.charAt(0).toUpperCase() + name.slice(1);
      const weekday = weekdays[at.getUTCDay()] ?? '';
      return `${weekday}, ${pad(day)} ${short} ${pad(year, 4)} ${clock.join(':')} ${formatZone(offset)}`;
    }
    case 'zone':
      return formatZone(offset);
    case 'weekday':
      return String(at.getUTCDay());
    default:
      return null;
  }
}

function pad(number: number, size = 2): string {
  return String(number).padStart(size, '0');
}
