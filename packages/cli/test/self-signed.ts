/** A certificate for localhost that is signed by itself and holds for a hundred years; for tests. */
export const selfSigned: { readonly key: string; readonly cert: string } = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgOVGgZraHustlNyox
dp4V1vlfyMu7WHICFA4N3PXtfI2hRANCAASaH1mKrBcdNeoIcjZscPN0cm6pabXj
mT0SaMUhWvwPFBKNNUmVxRyu2efjiidzwuIcqjcsK1aF89rprA4lLJkd
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUBkLYu5xXSCVO3rSebr3mk3+b2qIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE0NTA0NloYDzIxMjYxMDI4
MTQ1MDQ2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASaH1mKrBcdNeoIcjZscPN0cm6pabXjmT0SaMUhWvwPFBKNNUmVxRyu
2efjiidzwuIcqjcsK1aF89rprA4lLJkdo28wbTAdBgNVHQ4EFgQUF6iyVJ159QfC
raOLWCfF1l7M5pAwHwYDVR0jBBgwFoAUF6iyVJ159QfCraOLWCfF1l7M5pAwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhANNvLvKkCa9iDkU24Zc5Ca3K6AucgMhfr4+mp5JqLI3tAiEA
yOHwm1wa6pOsBJdlkBXSPMczU3RZsT83JQR2YUqV7Fc=
-----END CERTIFICATE-----
`,
};
