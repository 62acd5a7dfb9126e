/** What happened in a simulation: states, priorities and addresses as they changed. Times are in microseconds. */

export type State = "MASTER" | "BACKUP" | "FAULT" | "STOPPED";

export interface StateChange {
  readonly at: number;
  readonly node: string;
  readonly instance: string;
  readonly state: State;
}

export interface PriorityChange {
  readonly at: number;
  readonly node: string;
  readonly instance: string;
  readonly from: number;
  readonly to: number;
}

export interface AddressChange {
  readonly at: number;
  readonly node: string;
  readonly address: string;
  readonly held: boolean;
}

export class Timeline {
  readonly states: StateChange[] = [];
  readonly priorities: PriorityChange[] = [];
  readonly addresses: AddressChange[] = [];
  /** When it ends. */
  end = 0;

  /** The nodes that hold an address at a time, in the order in which they took it. */
  holdersAt(time: number, address: string): readonly string[] {
    const holders = new Set<string>();
    for (const change of this.addresses) {
      if (change.at > time || change.address !== address) continue;
      if (change.held) holders.add(change.node);
      else holders.delete(change.node);
    }
    return [...holders];
  }

  /** The states at a time, by node and instance; an instance that has not told its state is not there. */
  statesAt(time: number): ReadonlyMap<string, ReadonlyMap<string, State>> {
    const states = new Map<string, Map<string, State>>();
    for (const { at, node, instance, state } of this.states) {
      if (at > time) break;
      const own = states.get(node) ?? new Map<string, State>();
      own.set(instance, state);
      states.set(node, own);
    }
    return states;
  }

  stateAt(time: number, node: string, instance: string): State | undefined {
    return this.statesAt(time).get(node)?.get(instance);
  }

  /** The spans in which a node holds an address, in order of their beginning. */
  holdings(address: string): readonly Holding[] {
    const found: { node: string; from: number; to: number }[] = [];
    const open = new Map<string, { node: string; from: number; to: number }>();
    for (const { at, node, address: own, held } of this.addresses) {
      if (own !== address) continue;
      const known = open.get(node);
      if (held && known === undefined) {
        const holding = { node, from: at, to: this.end };
        open.set(node, holding);
        found.push(holding);
      } else if (!held && known !== undefined) {
        known.to = at;
        open.delete(node);
      }
    }
    return found;
  }

  /** How long several nodes hold an address at once, and how long none does after the first. */
  shares(address: string): { readonly several: number; readonly none: number } {
    const holdings = this.holdings(address);
    const cuts = [...new Set([...holdings.flatMap(({ from, to }) => [from, to]), this.end])].sort(
      (a, b) => a - b,
    );
    let [several, none] = [0, 0];
    for (const [i, from] of cuts.entries()) {
      const to = cuts[i + 1];
      if (to === undefined) break;
      const count = holdings.filter((one) => one.from <= from && one.to >= to).length;
      if (count > 1) several += to - from;
      if (count === 0) none += to - from;
    }
    return { several, none };
  }
}

/** A span in which a node holds an address. */
export interface Holding {
  readonly node: string;
  readonly from: number;
  readonly to: number;
}
