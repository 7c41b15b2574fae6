/** Who has a list: it is kept for so long after its user has last read. At the start everybody has just read. */
export class Activity {
  private readonly lastRead = new Map<number, number>();

  /** @param keepFor seconds */
  constructor(private readonly keepFor: number) {}

  hasList(user: number, now: number): boolean {
    return now <= (this.lastRead.get(user) ?? 0) + this.keepFor;
  }

  read(user: number, now: number): void {
    this.lastRead.set(user, now);
  }

  /** Those among some users who have a list. */
  among(users: ArrayLike<number>, now: number): ArrayLike<number> {
    const found: number[] = [];
    for (let index = 0; index < users.length; index++) if (this.hasList(users[index], now)) found.push(users[index]);
    return found;
  }
}
