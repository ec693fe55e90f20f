import QRCode from "qrcode";

/**
 * The QR image of an LPA string as PNG bytes: error correction Q, a quiet zone of four modules, eight whole pixels a
 * module, so that phones read it from a screen and from paper. Drawn here: nothing is fetched from an address the supplier gives.
 */
export async function drawQr(lpa: string): Promise<Uint8Array> {
  return QRCode.toBuffer(lpa, { type: "png", errorCorrectionLevel: "Q", margin: 4, scale: 8 });
}
