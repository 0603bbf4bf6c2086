package io.sluice.local.backup;

import java.util.Map;

/** What an archive must hold to be a backup. */
public record Manifest(
    int format,
    String sluiceVersion,
    String postgresVersion,
    String createdAt,
    Map<String, Entry> files) {

  /** The format that this version writes and reads. */
  static final int FORMAT = 1;

  /** The archive's last entry. */
  static final String NAME = "manifest.json";

  /** One file. */
  public record Entry(long size, String sha256) {}

  /** Keeps its own copy. */
  public Manifest {
    files = Map.copyOf(files);
  }
}
