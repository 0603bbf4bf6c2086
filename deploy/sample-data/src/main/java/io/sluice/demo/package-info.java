/** Where {@code sluice demo} goes once the platform is up. */
@NullMarked
package io.sluice.demo;

import org.jspecify.annotations.NullMarked;
