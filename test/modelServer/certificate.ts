/**
 * A certificate that nobody vouches for, with its key: made for the tests of a server at localhost,
 * and worth nothing anywhere else.
 */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXCBz5G+RgbY4DDDZ
Bbf12IYjdNyCtKwYykqqA9HEDEqhRANCAAS6CEjjhnE8jlF63AIjLvLwCmblyHQ9
ZJeJeiAwoaZXi0MRyFCDdIX4wnTbCPlyh93AwmN35RebJju0sxlFS0PX
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUTEaHDjyuy+RLeuI37QTn04PpyPAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE1MDgwMVoYDzIxMjYxMDI4
MTUwODAxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS6CEjjhnE8jlF63AIjLvLwCmblyHQ9ZJeJeiAwoaZXi0MRyFCDdIX4
wnTbCPlyh93AwmN35RebJju0sxlFS0PXo28wbTAdBgNVHQ4EFgQUK8QoBR+reF+T
fU6qZW7mGdGOYgIwHwYDVR0jBBgwFoAUK8QoBR+reF+TfU6qZW7mGdGOYgIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhALY2d1olAwh4q3rnE4ZqHNn4PqMbZJWUCZksm1TqmfYbAiEA
3Goyn/nlD4vpU+xb71gfg9ce0ZQsykBbde8OeYfOdxg=
-----END CERTIFICATE-----`,
};
