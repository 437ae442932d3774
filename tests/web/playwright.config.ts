// The built page in Debian's Chromium: once over http and once from disk, as people open it.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 180_000, // looking through a long page for faults takes a slow machine a minute
  expect: { timeout: 20_000 },
  forbidOnly: true,
  globalSetup: './serve-page.ts',
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      // The sandbox needs a user who is not root; nothing but the page under test is opened.
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--js-flags=--expose-gc'],
    },
    acceptDownloads: true,
  },
});
