import bsd from './signatures/bsd.yaml';
import ci from './signatures/ci.yaml';
import clock from './signatures/clock.yaml';
import cloud from './signatures/cloud.yaml';
import compiler from './signatures/compiler.yaml';
import container from './signatures/container.yaml';
import coordination from './signatures/coordination.yaml';
import dns from './signatures/dns.yaml';
import elasticsearch from './signatures/elasticsearch.yaml';
import git from './signatures/git.yaml';
import hadoop from './signatures/hadoop.yaml';
import hpc from './signatures/hpc.yaml';
import jvm from './signatures/jvm.yaml';
import kafka from './signatures/kafka.yaml';
import kubernetes from './signatures/kubernetes.yaml';
import linux from './signatures/linux.yaml';
import llm from './signatures/llm.yaml';
import maven from './signatures/maven.yaml';
import messaging from './signatures/messaging.yaml';
import minecraft from './signatures/minecraft.yaml';
import mongodb from './signatures/mongodb.yaml';
import mysql from './signatures/mysql.yaml';
import native from './signatures/native.yaml';
import network from './signatures/network.yaml';
import npm from './signatures/npm.yaml';
import openssh from './signatures/openssh.yaml';
import packages from './signatures/packages.yaml';
import postgresql from './signatures/postgresql.yaml';
import proxy from './signatures/proxy.yaml';
import python from './signatures/python.yaml';
import redis from './signatures/redis.yaml';
import runtime from './signatures/runtime.yaml';
import storage from './signatures/storage.yaml';
import systemd from './signatures/systemd.yaml';
import testRunner from './signatures/test-runner.yaml';
import tls from './signatures/tls.yaml';
import wasm from './signatures/wasm.yaml';

/** Content of the signature files by name, not yet checked. */
export const signatureFiles: Readonly<Record<string, unknown>> = {
  'bsd.yaml': bsd,
  'ci.yaml': ci,
  'clock.yaml': clock,
  'cloud.yaml': cloud,
  'compiler.yaml': compiler,
  'container.yaml': container,
  'coordination.yaml': coordination,
  'dns.yaml': dns,
  'elasticsearch.yaml': elasticsearch,
  'git.yaml': git,
  'hadoop.yaml': hadoop,
  'hpc.yaml': hpc,
  'jvm.yaml': jvm,
  'kafka.yaml': kafka,
  'kubernetes.yaml': kubernetes,
  'linux.yaml': linux,
  'llm.yaml': llm,
  'maven.yaml': maven,
  'messaging.yaml': messaging,
  'minecraft.yaml': minecraft,
  'mongodb.yaml': mongodb,
  'mysql.yaml': mysql,
  'native.yaml': native,
  'network.yaml': network,
  'npm.yaml': npm,
  'openssh.yaml': openssh,
  'packages.yaml': packages,
  'postgresql.yaml': postgresql,
  'proxy.yaml': proxy,
  'python.yaml': python,
  'redis.yaml': redis,
  'runtime.yaml': runtime,
  'storage.yaml': storage,
  'systemd.yaml': systemd,
  'test-runner.yaml': testRunner,
  'tls.yaml': tls,
  'wasm.yaml': wasm,
};
