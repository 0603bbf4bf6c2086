/**
 * Who may do what: accounts (API tokens and service accounts), sessions and the local user, as
 * plain records, and the stores that keep them.
 */
@NullMarked
package io.sluice.catalog.account.model;

import org.jspecify.annotations.NullMarked;
