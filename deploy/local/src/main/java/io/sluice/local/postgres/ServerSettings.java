package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Our part of the server's configuration, written anew at every start. */
record ServerSettings(int port, Path logDirectory) {

  static final String FILE = "sluice.conf";

  /** The line at the end of {@code postgresql.conf} that makes the server read our part. */
  static final String INCLUDE = "include '" + FILE + "'\n";

  void writeTo(Path dataDirectory) {
    try {
      Files.writeString(dataDirectory.resolve(FILE), text());
    } catch (IOException e) {
      throw LauncherFailure.io("write " + dataDirectory.resolve(FILE), e);
    }
  }

  private String text() {
    String logs = logDirectory.toString().replace("'", "''");
    return """
        # Written by sluice at every start; changes belong into postgresql.auto.conf (ALTER SYSTEM).
        listen_addresses = '127.0.0.1'
        port = %d
        # TCP on the loopback address only: a socket file could not have a long path.
        unix_socket_directories = ''
        max_connections = 100
        password_encryption = 'scram-sha-256'

        # Durable: what was acknowledged survives kill -9 and a power cut.
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        # These binaries are built without lz4.
        wal_compression = pglz

        # Small: a guest on a developer's machine.
        shared_buffers = 96MB
        work_mem = 8MB
        maintenance_work_mem = 64MB
        effective_cache_size = 512MB
        max_wal_size = 1GB
        max_parallel_workers = 2
        max_parallel_workers_per_gather = 1
        max_worker_processes = 4
        jit = off

        # A week of logs: each weekday's file is started afresh when the day comes round.
        logging_collector = on
        log_directory = '%s'
        log_filename = 'postgres-%%a.log'
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on
        log_file_mode = 0600
        log_line_prefix = '%%m [%%p] %%q%%u@%%d '
        log_checkpoints = off
        # Statements could carry data or secrets: errors are logged without them.
        log_min_error_statement = panic
        log_parameter_max_length_on_error = 0
        log_timezone = 'UTC'
        timezone = 'UTC'
        """
        .formatted(port, logs);
  }
}
