/**
 * The sink that publishes on Kafka: posts, dead letters and what the ledger keeps go out in one
 * transaction a batch. Its topics, keys and headers are a contract with those who consume them.
 */
package dev.ouzel.persistence.kafka;
