/** Data written as YAML; the bundler and the test loader hand it over parsed. */
declare module '*.yaml' {
  const value: unknown;
  export default value;
}
