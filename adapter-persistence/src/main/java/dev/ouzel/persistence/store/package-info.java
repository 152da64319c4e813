/** What the sinks share: the thread that waits for disks, and the lock that keeps others out. */
package dev.ouzel.persistence.store;
