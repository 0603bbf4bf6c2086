package io.sluice.lineage.projection;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids made from names, so that no lookup is needed, names may be of any length, and building the
 * projection again gives the same ids.
 */
public final class EntityIds {

  /** In characters of names; a name's id costs more to make than to look up. */
  private static final long MAX_REMEMBERED = 4_000_000;

  private static final Bounded<Object, UUID> REMEMBERED = new Bounded<>(MAX_REMEMBERED);

  private EntityIds() {}

  /** The id of a dataset. */
  public static UUID of(DatasetId dataset) {
    UUID known = REMEMBERED.get(dataset);
    if (known == null) {
      known = hash("dataset", dataset.namespace(), dataset.name());
      REMEMBERED.put(dataset, known, 100 + dataset.namespace().length() + dataset.name().length());
    }
    return known;
  }

  /** The id of a job. */
  public static UUID of(JobId job) {
    UUID known = REMEMBERED.get(job);
    if (known == null) {
      known = hash("job", job.namespace(), job.name());
      REMEMBERED.put(job, known, 100 + job.namespace().length() + job.name().length());
    }
    return known;
  }

  /** The id of a namespace. */
  public static UUID ofNamespace(String name) {
    return hash("namespace", name);
  }

  /** The id of a source, by its name. */
  public static UUID ofSource(String name) {
    return hash("source", name);
  }

  /** A UUID (version 8) from some texts. */
  static UUID hash(String... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha256.update(bytes);
      }
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      long most = (digest.getLong() & 0xffffffffffff0fffL) | 0x8000L;
      long least = (digest.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return new UUID(most, least);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
