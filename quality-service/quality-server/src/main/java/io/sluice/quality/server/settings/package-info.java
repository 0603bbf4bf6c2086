/** The settings of quality-server, with their defaults and what each is for. */
@NullMarked
package io.sluice.quality.server.settings;

import org.jspecify.annotations.NullMarked;
