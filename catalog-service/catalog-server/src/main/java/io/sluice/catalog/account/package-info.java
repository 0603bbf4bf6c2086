/**
 * People, tokens and service accounts: issuing and revoking them, signing in, and telling every
 * server whose a token is.
 */
@NullMarked
package io.sluice.catalog.account;

import org.jspecify.annotations.NullMarked;
