package io.sluice.demo.shop;

/** What kind of delivery a day's file is. */
public enum Delivery {
  /** Messy as always, but true. */
  CLEAN,
  /** The till export ran twice and lost amounts: duplicates, missing and negative revenue. */
  FAULTY
}
