package io.sluice.quality.engine;

/**
 * How to reach a database.
 *
 * @param address where it is
 * @param user the role to be
 * @param password the role's password
 */
public record DatabaseConnection(DatabaseAddress address, String user, Secret password) {}
