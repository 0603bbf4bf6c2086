package io.sluice.catalog;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What the world supplies: the time, in the precision PostgreSQL keeps, and randomness. */
@Singleton
class Surroundings {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }
}
