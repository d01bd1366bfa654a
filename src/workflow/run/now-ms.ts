/**
 * Milliseconds since 1970, never earlier than it truly is: the wall clock or the steady one, whichever is ahead. A wall
 * clock that is set back does not make a timer look longer, and neither does a machine that slept, whose steady clock
 * stood still. One that is set forward makes timers look shorter, and the devices go back: that costs nothing.
 */
export function nowMs(): number {
  return Math.floor(Math.max(Date.now(), performance.timeOrigin + performance.now()));
}
