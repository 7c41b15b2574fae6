/** Who has a list. */
export interface Activity {
  hasList(user: number, now: number): boolean;
  /** The user has read its feed. */
  read(user: number, now: number): void;
}

/** A list is kept for so long after its user has last read. At the start everybody has just read. */
export class KeptAfterRead implements Activity {
  private readonly lastRead = new Map<number, number>();

  /** @param keepFor seconds */
  constructor(private readonly keepFor: number) {}

  hasList(user: number, now: number): boolean {
    return now <= (this.lastRead.get(user) ?? 0) + this.keepFor;
  }

  read(user: number, now: number): void {
    this.lastRead.set(user, now);
  }
}

/** Some users never have one. */
export class FixedShare implements Activity {
  constructor(private readonly isInactive: Uint8Array) {}

  hasList(user: number): boolean {
    return this.isInactive[user] !== 1;
  }

  read(): void {
    // Reading changes nothing.
  }
}

/** Those among some users who have a list. */
export function withList(users: ArrayLike<number>, activity: Activity, now: number): ArrayLike<number> {
  const found: number[] = [];
  for (let index = 0; index < users.length; index++) if (activity.hasList(users[index], now)) found.push(users[index]);
  return found;
}
