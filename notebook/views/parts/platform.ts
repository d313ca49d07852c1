/** Which keyboard the reader has. */
export const onMac = /mac|iphone|ipad/i.test(navigator.platform);
