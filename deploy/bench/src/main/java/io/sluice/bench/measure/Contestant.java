package io.sluice.bench.measure;

import java.util.SortedMap;

/** One way to do the work that is compared. */
public interface Contestant {

  /** How it is called in the table. */
  String name();

  /**
   * Does the work once.
   *
   * @return the figures found, by name; all contestants of a benchmark must find the same
   */
  SortedMap<String, String> run() throws Exception;

  /** Does the work once and measures it; one that works in another process measures there. */
  default Cost measure() throws Exception {
    Meter meter = Meter.start();
    run();
    return meter.stop();
  }

  /** A contestant from a name and a piece of work. */
  static Contestant of(String name, Work work) {
    return new Contestant() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public SortedMap<String, String> run() throws Exception {
        return work.run();
      }
    };
  }

  /** The work itself. */
  interface Work {
    SortedMap<String, String> run() throws Exception;
  }
}
