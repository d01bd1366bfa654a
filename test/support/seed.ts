/**
 * Where random tests begin: the same place in every run, so that a gate that passed passes again. Look further with
 * `NETCTL_SEED=$RANDOM npm test`; a failure prints its seed.
 */
export const seed = Number(process.env["NETCTL_SEED"] ?? 1);
