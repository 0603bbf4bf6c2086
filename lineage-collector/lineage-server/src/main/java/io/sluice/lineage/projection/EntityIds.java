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

  private EntityIds() {}

  /** The id of a dataset. */
  public static UUID of(DatasetId dataset) {
    return hash("dataset", dataset.namespace(), dataset.name());
  }

  /** The id of a job. */
  public static UUID of(JobId job) {
    return hash("job", job.namespace(), job.name());
  }

  /** The id of a namespace. */
  public static UUID ofNamespace(String name) {
    return hash("namespace", name);
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
