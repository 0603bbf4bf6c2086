package io.sluice.quality.server.connection;

import io.sluice.quality.engine.DatabaseAddress;
import java.time.Instant;

/**
 * A database that rules may name.
 *
 * @param name what rules call it
 * @param address where it is
 * @param user the role to be there
 * @param password where the role's password lies
 * @param updatedAt when it was registered last
 * @param updatedBy by whom
 */
public record RegisteredConnection(
    String name,
    DatabaseAddress address,
    String user,
    SecretReference password,
    Instant updatedAt,
    String updatedBy) {}
