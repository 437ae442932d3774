// WebRTC is a way out that no Content-Security-Policy closes (no browser knows the directive for it yet). The page has no use for it,
// so it takes the constructors away before anything else runs. What remains is navigation, which no policy can forbid: no script but the
// page's own can run (hashes), and a test sees that the page's own never navigates.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'RTCSessionDescription', 'RTCIceCandidate'])
  Reflect.deleteProperty(globalThis, name);

export {};
