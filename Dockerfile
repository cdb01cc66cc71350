# One image, three commands: web (the default), worker, migrate. See docs/deploy.md.
# Whoever publishes it pins the base by digest, too: node:24.21.0-slim@sha256:…
ARG NODE=node:24.21.0-slim

FROM ${NODE} AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# No package's script runs: Node is the image's, and nothing else here needs one.
RUN npm ci --ignore-scripts
COPY . .
RUN STANDALONE=1 npm run build && npm run pack-app

FROM ${NODE}
WORKDIR /app
ENV NODE_ENV=production \
    NODE_NO_WARNINGS=1 \
    NEXT_TELEMETRY_DISABLED=1 \
    LOG_LEVEL=info \
    BIND_HOST=0.0.0.0 \
    DATA_DIR=/data
# Nothing is installed while it runs; a tool that is not there cannot be misused.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-* \
    && mkdir -p /data/attachments /data/backups \
    && chown -R node:node /data
# Root's, so that what runs cannot change its own program.
COPY --from=build /app/dist ./
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/api/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--conditions=react-server"]
CMD ["bin/run.ts", "web"]
