/**
 * A self-signed certificate for localhost, valid for a hundred years, and its key: for tests of TLS alone, trusted by
 * nobody.
 */
export const SELF_SIGNED: { readonly key: string; readonly cert: string } = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgT/ZrI2x78KfLkrHm
nD42qp/FVi9N9k7J8VizxyP42i+hRANCAATuhJ00Iqwc+1zuxbYY0+H6qZ/qfP00
R95apCts7UKZ8PaCuBptMPIOJy3VCiEJbiRbV2DvcUg8220AHWler4Ty
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIULrMsiSCLdYqCrR+zfw+zZWM0SSAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTAyNDU1MloYDzIxMjYxMDI4
MDI0NTUyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATuhJ00Iqwc+1zuxbYY0+H6qZ/qfP00R95apCts7UKZ8PaCuBptMPIO
Jy3VCiEJbiRbV2DvcUg8220AHWler4Tyo28wbTAdBgNVHQ4EFgQUg+O4KNg2V40m
C8ekIskbid70FikwHwYDVR0jBBgwFoAUg+O4KNg2V40mC8ekIskbid70FikwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgD18rZBG8FWUWGUVl/vR3MNBSF4OBH4ZC+1HfhuTvAJACIG31
Feqd8JpZgZYnNhAcp+okiOYLfjxeAiyuo9D7D6//
-----END CERTIFICATE-----`,
};
