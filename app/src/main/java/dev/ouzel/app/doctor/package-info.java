/** Looks at all that an ingest needs, and says what is wrong with it and what to do. */
package dev.ouzel.app.doctor;
