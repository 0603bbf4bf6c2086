package io.sluice.catalog.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The launcher's file of first accounts, read again whenever it changes. */
@Singleton
class BootstrapFile {

  private static final Logger LOG = Logger.getLogger(BootstrapFile.class);
  private static final long MAX_BYTES = 1024 * 1024;

  private final Optional<Path> file;
  private final ObjectMapper json = new ObjectMapper();
  private volatile Reading last = new Reading(null, BootstrapAccounts.NONE);

  /** What was read, and how the file looked then. */
  private record Reading(@Nullable Stamp stamp, BootstrapAccounts accounts) {}

  private record Stamp(Instant modified, long size, @Nullable Object key) {}

  @Inject
  BootstrapFile(@ConfigProperty(name = "sluice.bootstrap.file") Optional<Path> file) {
    this.file = file;
  }

  /** The accounts as the file has them now. */
  BootstrapAccounts accounts() {
    if (file.isEmpty()) {
      return BootstrapAccounts.NONE;
    }
    Reading known = last;
    try {
      Stamp stamp = stamp(file.get());
      if (stamp.equals(known.stamp)) {
        return known.accounts;
      }
      return read(file.get(), stamp, known).accounts;
    } catch (IOException gone) {
      // Without the file nobody gets in by it: a token that cannot be checked is not good.
      LOG.errorf("the bootstrap file cannot be read: %s", gone.toString());
      last = new Reading(null, BootstrapAccounts.NONE);
      return BootstrapAccounts.NONE;
    }
  }

  private Reading read(Path path, Stamp stamp, Reading known) throws IOException {
    if (stamp.size > MAX_BYTES) {
      throw new IOException(path + " is larger than " + MAX_BYTES + " bytes");
    }
    Reading reading;
    try {
      reading = new Reading(stamp, json.readValue(path.toFile(), BootstrapAccounts.class));
      LOG.infof("read %s: %d services", path, reading.accounts.services().size());
    } catch (com.fasterxml.jackson.core.JacksonException halfWritten) {
      // Perhaps it is being written; what was known stays until it can be read again.
      LOG.errorf("the bootstrap file %s is not valid: %s", path, halfWritten.getOriginalMessage());
      reading = new Reading(null, known.accounts);
    }
    last = reading;
    return reading;
  }

  private static Stamp stamp(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Stamp(
        attributes.lastModifiedTime().toInstant(), attributes.size(), attributes.fileKey());
  }
}
