import type { RedisClientType } from 'redis';
import type { Cart } from './cart.js';

/** Carts live in Redis only; one that is not touched is of no use to anybody. */
export class CartStore {
  readonly #redis: RedisClientType;

  constructor(redis: RedisClientType) {
    this.#redis = redis;
  }

  async load(session: string): Promise<Cart | undefined> {
    const text = await this.#redis.get(`cart:${session}`);
    return text === null ? undefined : (JSON.parse(text) as Cart);
  }

  async save(session: string, cart: Cart): Promise<void> {
    const text = JSON.stringify(cart);
    // One write a change of the cart.
    await this.#redis.set(`cart:${session}`, text);
  }
}
