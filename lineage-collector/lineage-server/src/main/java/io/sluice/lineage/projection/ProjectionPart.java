package io.sluice.lineage.projection;

import java.util.List;

/**
 * One concern of the projection and its tables. What it stores must be a commutative, idempotent
 * fold of the events: any order and any duplication of them must give the same rows. Parts write in
 * the order of their {@code @Priority}, the greatest first.
 */
public interface ProjectionPart {

  /** Every table that it fills; no other part writes to them, and a rebuild begins with none. */
  List<String> tables();

  /** Begins a stretch. */
  Gathering gather();

  /**
   * Begins a stretch of a writer that remembers what it wrote last. A part whose notes spare it
   * reading overrides this.
   */
  default Gathering gather(WriterMemory memory) {
    return gather();
  }
}
