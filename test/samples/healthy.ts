import { createDice, createLog, iso, MINUTE, regularly, SECOND, spaced } from './writer.ts';

/**
 * An ordinary hour with everything that makes a healthy log look bad: a rolling update, retries
 * that succeed, exceptions that are handled, names with `error` in them, "0 errors".
 */
export function healthy(): Record<string, string> {
  const dice = createDice(53);
  const start = Date.UTC(2026, 10, 5, 8, 0);
  const end = start + 60 * MINUTE;
  const orders = createLog();
  const java = (at: number, level: string, logger: string, message: string): void =>
    orders.add(
      at,
      `${spaced(at, ',')} ${level.padEnd(5)} [http-${dice.between(1, 12)}] ${logger} - ${message}`,
    );
  regularly(dice, [start, end], 3 * SECOND, (at) =>
    java(
      at,
      'INFO',
      'shop.orders.OrderController',
      `order o-${dice.between(10000, 99999)} accepted in ${dice.between(8, 41)} ms`,
    ),
  );
  regularly(dice, [start, end], 4 * MINUTE, (at) => {
    java(
      at,
      'WARN',
      'shop.orders.StockClient',
      'stock did not answer within 300 ms, attempt 1 of 3, retrying',
    );
    java(at + 310, 'INFO', 'shop.orders.StockClient', 'stock answered on attempt 2');
  });
  regularly(dice, [start, end], 9 * MINUTE, (at) => {
    java(
      at,
      'INFO',
      'shop.orders.CouponService',
      'coupon rejected for a customer: java.lang.IllegalArgumentException: coupon SPRING is expired',
    );
    orders.add(at, '\tat shop.orders.CouponService.check(CouponService.java:57)');
    orders.add(at, '\tat shop.orders.OrderController.accept(OrderController.java:80)');
  });
  regularly(dice, [start, end], 10 * MINUTE, (at) =>
    java(at, 'INFO', 'shop.orders.ErrorReport', 'nightly error report: 0 errors, 0 failed orders'),
  );
  const events = createLog();
  const event = (at: number, type: string, reason: string, object: string, message: string): void =>
    events.add(
      at,
      `${iso(at).replace(/\.\d+Z/, 'Z')}  ${type.padEnd(7)}  ${reason.padEnd(18)} ${object.padEnd(30)} ${message}`,
    );
  const update = start + 20 * MINUTE;
  event(
    update,
    'Normal',
    'ScalingReplicaSet',
    'deployment/orders',
    'Scaled up replica set orders-7c5d to 1 from 0',
  );
  event(
    update + 3 * SECOND,
    'Normal',
    'Started',
    'pod/orders-7c5d-4xk2m',
    'Started container orders',
  );
  event(
    update + 6 * SECOND,
    'Warning',
    'Unhealthy',
    'pod/orders-7c5d-4xk2m',
    'Readiness probe failed: Get "http://10.42.1.7:8080/ready": dial tcp 10.42.1.7:8080: connect: connection refused',
  );
  event(
    update + 19 * SECOND,
    'Normal',
    'ScalingReplicaSet',
    'deployment/orders',
    'Scaled down replica set orders-6b9f to 0 from 1',
  );
  event(
    update + 20 * SECOND,
    'Normal',
    'Killing',
    'pod/orders-6b9f-w8zqp',
    'Stopping container orders',
  );
  return { 'events.log': events.text(), 'orders.log': orders.text() };
}
