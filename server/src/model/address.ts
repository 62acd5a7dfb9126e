/** IP addresses as text: reading, canonical form, membership in a network. No names, no ports. */

export interface Address {
  readonly family: 4 | 6;
  /** IPv4 dotted, IPv6 in lower case with the longest run of zeros shortened (RFC 5952). */
  readonly text: string;
  /** 4 or 16 bytes. */
  readonly bytes: readonly number[];
}

/** The address that the text is, read as strictly as inet_pton does; `undefined` where it is none. */
export function parseAddress(text: string): Address | undefined {
  const bytes4 = parse4(text);
  // What is read so strictly is its own canonical form.
  if (bytes4 !== undefined) return { family: 4, text, bytes: bytes4 };
  const bytes6 = text.includes(":") ? parse6(text) : undefined;
  return bytes6 === undefined ? undefined : fromBytes(bytes6);
}

/** An address with or without a prefix length behind it; what stands there and is no number is left out. */
export function parseNetwork(
  text: string,
): { readonly address: Address; readonly prefix?: number } | undefined {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = slash < 0 ? "" : text.slice(slash + 1);
  return /^\s*\+?\d+$/.test(bits) ? { address, prefix: Number(bits) } : { address };
}

/** The order of two addresses as numbers; 0 where one of them is none or they differ in family. */
export function compareAddresses(a: string, b: string): number {
  const [one, other] = [parseAddress(a), parseAddress(b)];
  if (one === undefined || other === undefined || one.family !== other.family) return 0;
  for (const [i, byte] of one.bytes.entries()) {
    const difference = byte - (other.bytes[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True of an IPv6 address that is good on one link only, fe80::/10. */
export function isLinkLocal(text: string): boolean {
  return /^fe[89ab][0-9a-f]:/i.test(text);
}

export function isMulticast(address: Address): boolean {
  const first = address.bytes[0] ?? 0;
  return address.family === 4 ? first >= 224 && first <= 239 : first === 0xff;
}

/** The first and the last address of the network that has this address and prefix length. */
export function networkEnds(address: Address, prefix: number): readonly [Address, Address] {
  const hostBits = address.bytes.map((_, i) => 0xff >> Math.min(Math.max(prefix - 8 * i, 0), 8));
  return [
    fromBytes(address.bytes.map((byte, i) => byte & ~(hostBits[i] ?? 0))),
    fromBytes(address.bytes.map((byte, i) => byte | (hostBits[i] ?? 0))),
  ];
}

function fromBytes(bytes: readonly number[]): Address {
  return bytes.length === 4
    ? { family: 4, text: bytes.join("."), bytes }
    : { family: 6, text: print6(bytes), bytes };
}

/** Four numbers up to 255 without leading zeros. By hand: a file may hold very many, and most are read more than once. */
function parse4(text: string): number[] | undefined {
  if (text.length < 7 || text.length > 15) return undefined;
  const bytes: number[] = [];
  let value = -1;
  for (let at = 0; at <= text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      if (value === 0) return undefined;
      value = Math.max(value, 0) * 10 + digit;
      if (value > 255) return undefined;
    } else if (value >= 0 && (at === text.length || text[at] === ".")) {
      bytes.push(value);
      value = -1;
    } else return undefined;
  }
  return bytes.length === 4 ? bytes : undefined;
}

function parse6(text: string): number[] | undefined {
  if (!/^[0-9A-Fa-f:.]+$/.test(text) || text.length > 45) return undefined;
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? "", halves.length === 1);
  const tail = halves.length === 2 ? groups(halves[1] ?? "", true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

/** The bytes of colon-separated groups; the last may be an IPv4 address where `last` says so. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    if (part.includes(".")) {
      const dotted = last && i === parts.length - 1 ? parse4(part) : undefined;
      if (dotted === undefined) return undefined;
      bytes.push(...dotted);
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) {
      const value = Number.parseInt(part, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return undefined;
  }
  return bytes;
}

function print6(bytes: readonly number[]): string {
  const words = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  let from = -1;
  let length = 1;
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && words[end] === 0) end++;
    if (end - start > length) {
      from = start;
      length = end - start;
    }
  }
  const hex = words.map((word) => word.toString(16));
  if (from < 0) return hex.join(":");
  return `${hex.slice(0, from).join(":")}::${hex.slice(from + length).join(":")}`;
}

/** True of two addresses of one network of that prefix length. */
export function isSameNetwork(a: string, b: string, prefix: number): boolean {
  const [one, other] = [parseAddress(a), parseAddress(b)];
  if (one === undefined || other === undefined || one.family !== other.family) return false;
  return networkEnds(one, prefix)[0].text === networkEnds(other, prefix)[0].text;
}
