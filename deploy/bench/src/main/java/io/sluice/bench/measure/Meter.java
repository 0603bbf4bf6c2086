package io.sluice.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures this process. */
public final class Meter {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long wall = System.nanoTime();
  private final long cpu = SYSTEM.getProcessCpuTime();

  private Meter() {}

  /** Starts a measurement. */
  public static Meter start() {
    return new Meter();
  }

  /** What this process took since the start. */
  public Cost stop() {
    return new Cost(System.nanoTime() - wall, SYSTEM.getProcessCpuTime() - cpu);
  }
}
